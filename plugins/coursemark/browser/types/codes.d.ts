/** Short codes that people read and type; the twin of codes.py. */
interface CoursemarkCodes {
  codeOf(parts: readonly string[]): string;
  digest(text: string, length: number): string;
  checkDigit(text: string): string;
  normal(typed: string): string | null;
  receipt(
    site: string,
    learner: string,
    registration: string,
    answers: Iterable<readonly [string, string]>,
  ): string;
  slipCode(facts: CoursemarkSlipFacts): string;
}

/** What a completion's verification code stands for. */
interface CoursemarkSlipFacts {
  site: string;
  learner: string;
  name: string;
  course: string;
  /** Milliseconds since 1970. */
  completed_at: number;
  /** ISO day. */
  valid_until: string | null;
  /** Hundredths of a percent. */
  score: number | null;
  hours: string;
  /** `<assessment>@<revision>` for each passed test, in the order of the steps. */
  tests: readonly string[];
}

interface CoursemarkGlobal {
  codes: CoursemarkCodes;
}
