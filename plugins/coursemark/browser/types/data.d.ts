/** What the data scripts deliver; render/data.py writes it. */

interface CoursemarkItemData {
  definition: CoursemarkDefinition;
  revision: string;
  name: string;
  label: string;
  points: string;
  source: { url: string; title: string } | null;
  topics?: string[];
  hint?: string;
  validUntil?: string;
  feedback?: string;
  optionFeedback?: Record<string, string>;
  parts?: CoursemarkItemData[];
  html?: string;
}

type CoursemarkPhase = "during" | "after-submit" | "after-pass" | "after-close" | "never";

interface CoursemarkReview {
  marks: CoursemarkPhase;
  key: CoursemarkPhase;
  feedback: CoursemarkPhase;
}

interface CoursemarkDrawRule {
  pool: string[];
  count?: number;
  /** Hundredths. */
  points?: number;
  /** Index in `sections`; 0 where there are none. */
  section: number;
}

interface CoursemarkSection {
  title: string;
  description: string;
}

interface CoursemarkAssessment {
  id: string;
  title: string;
  revision: string;
  mode: "practice" | "exam";
  key: "published" | "withheld";
  sections: CoursemarkSection[];
  draw: CoursemarkDrawRule[];
  passMark: string;
  attempts: number | null;
  grading: string;
  minutes: number | null;
  pause: "never" | "allowed";
  /** Minutes between the end of an attempt and the beginning of the next. */
  cooling: number | null;
  /** ISO timestamps with offset. */
  opens: string | null;
  closes: string | null;
  sealed: boolean;
  review: CoursemarkReview;
  shuffleItems: boolean;
  shuffleOptions: boolean;
  items?: Record<string, CoursemarkItemData>;
}

interface CoursemarkStep {
  kind: "read" | "accept" | "pass" | "survey" | "attend" | "practise";
  target: string;
  /** Of the page, assessment or survey; else the target itself. */
  title: string;
  /** Where it is done, or null. */
  url: string | null;
  optional: boolean;
  /** `practise`: how many items; else null. */
  count: number | null;
  /** `attend`. */
  hours: string;
  evidence: string;
}

interface CoursemarkCourse {
  id: string;
  title: string;
  page: string;
  /** 入职, 岗位, 专题, 继续教育, or "". */
  type: string;
  roles: string[];
  departments: string[];
  required: boolean;
  requires: string[];
  hours: string;
  due: string;
  validFor: string;
  renewal: string;
  /** In the order of `rules.steps`. */
  steps: CoursemarkStep[];
  rules: CoursemarkCourseRules;
}

interface CoursemarkSurveyQuestion {
  id: string;
  type: "rating" | "choice" | "text";
  text: string;
  scale: number;
  low: string;
  high: string;
  options: string[];
  required: boolean;
}

/** Data script `surveys/<id>`. */
interface CoursemarkSurvey {
  id: string;
  title: string;
  description: string;
  revision: string;
  questions: CoursemarkSurveyQuestion[];
}

/** Data script `practice`: what 每日一练 and 错题本 may show, without the texts. */
interface CoursemarkPracticeIndex {
  /** Leaf item to its place; an item of a withheld assessment is not there. */
  items: Record<
    string,
    {
      item: string;
      bank: string;
      topics: string[];
      /** Fields of competence. */
      domains?: string[];
      roles: string[];
      revision: string;
      validUntil?: string;
    }
  >;
}

/** A change of the rules; a page of kind `change`. */
interface CoursemarkChange {
  path: string;
  url: string;
  title: string;
  /** ISO days. */
  announced: string;
  effective: string | null;
  /** Paths of the pages it affects. */
  pages: string[];
  items: string[];
}

/** A month of the study plan, which is a course. */
interface CoursemarkPlanMonth {
  /** Of the calendar, 1 to 12. */
  month: number;
  course: string;
  theme: string;
  url: string;
}

interface CoursemarkSite {
  id: string;
  title: string;
  build: string;
  deskUrl: string;
  roles: string[];
  departments: string[];
  /** Name of the hospital, or "". */
  organisation: string;
  /** The trainer's public key, base64 of 32 bytes, or "". */
  sealKey: string;
  /** Minutes without activity after which the page asks who is there; null: never. */
  lockAfter: number | null;
  /** Where hand-ins are sent as well; null: nowhere, and nothing is ever requested. */
  lrs: CoursemarkLrs | null;
  practiceUrl: string;
  pages: Record<
    string,
    {
      url: string;
      title: string;
      revision: string;
      version: string;
      /** Least seconds of visible time for reading it; 0: none. */
      minimum: number;
      /** What there is to read, in characters. */
      length: number;
    }
  >;
  assessments: Record<
    string,
    {
      title: string;
      mode: string;
      key: string;
      grading: string;
      revision: string;
      review: CoursemarkReview;
      closes: string | null;
      sealed: boolean;
      url: string | null;
    }
  >;
  surveys: Record<string, { title: string; url: string | null }>;
  courses: CoursemarkCourse[];
  /** The latest first. */
  changes: CoursemarkChange[];
  plan: CoursemarkPlanMonth[];
}
