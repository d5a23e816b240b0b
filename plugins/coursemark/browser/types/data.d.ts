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

interface CoursemarkReview {
  marks: string;
  key: string;
  feedback: string;
}

interface CoursemarkDrawRule {
  pool: string[];
  count?: number;
  /** Hundredths. */
  points?: number;
}

interface CoursemarkAssessment {
  id: string;
  title: string;
  revision: string;
  mode: "practice" | "exam";
  key: "published" | "withheld";
  draw: CoursemarkDrawRule[];
  passMark: string;
  attempts: number | null;
  grading: string;
  minutes: number | null;
  review: CoursemarkReview;
  shuffleItems: boolean;
  shuffleOptions: boolean;
  items?: Record<string, CoursemarkItemData>;
}

interface CoursemarkCourse {
  id: string;
  title: string;
  page: string;
  roles: string[];
  hours: string;
  due: string;
  validFor: string;
  rules: CoursemarkCourseRules;
}

interface CoursemarkSite {
  id: string;
  title: string;
  build: string;
  deskUrl: string;
  roles: string[];
  departments: string[];
  pages: Record<string, { url: string; title: string; revision: string }>;
  assessments: Record<string, { title: string; mode: string; grading: string; url: string | null }>;
  courses: CoursemarkCourse[];
}
