/** What grading needs of one item; Python's Item.definition writes it. */
interface CoursemarkDefinition {
  id: string;
  type: string;
  /** Hundredths. */
  points: number;
  scoring?: "exact" | "partial" | "penalised";
  options?: string[];
  sources?: string[];
  targets?: string[];
  /** In the form of the type; absent when withheld. */
  key?: any;
  tolerance?: { absolute?: string; percent?: string };
  unit?: string;
  /** Only a case has parts. */
  parts?: CoursemarkDefinition[];
}

/** The parts of one response: options, positions, pairs or blanks. */
interface CoursemarkMark {
  right: number;
  /** Given and wrong; a part left out is neither. */
  wrong: number;
  /** Parts of the key. */
  total: number;
}

type CoursemarkMarkFunction = (definition: CoursemarkDefinition, response: string) => CoursemarkMark;

interface CoursemarkGrade {
  /** Hundredths of a point; null when unanswered or pending. */
  raw: number | null;
  max: number;
  /** Whether everything is right; null when unanswered or pending. */
  success: boolean | null;
  /** Answered, but the definition holds no key to grade it by. */
  pending: boolean;
}

interface CoursemarkAttemptGrade {
  /** Hundredths; an unanswered item counts 0, and so does a pending one until then. */
  raw: number;
  max: number;
  /** Hundredths of a percent, for showing only; null when pending or with nothing to earn. */
  scaled: number | null;
  /** Whether the pass mark is met; null when a drawn item has no key to grade it by. */
  success: boolean | null;
  pending: boolean;
  /** Of each drawn item, with the points it has in this attempt. */
  grades: CoursemarkGrade[];
}

/** An exact number: n / d, d above 0. */
interface CoursemarkFraction {
  n: bigint;
  d: bigint;
}

interface CoursemarkGrading {
  /** What a response earns. Never throws for a response, whatever it holds. */
  grade(definition: CoursemarkDefinition, response: unknown): CoursemarkGrade;
  /** Grades all drawn items; responses go by item id, a case has one for the whole case. */
  gradeAttempt(
    drawn: readonly { definition: CoursemarkDefinition; points?: number | null }[],
    responses: Readonly<Record<string, unknown>>,
    passMark: string,
  ): CoursemarkAttemptGrade;
  /** Whether 100 * raw >= passMark * max; nothing to earn is never a pass. */
  passes(raw: number, max: number, passMark: string): boolean;
  /** Whether a response to an item of this type answers nothing. */
  isBlank(type: string, response: unknown): boolean;
  /** Whether the definition holds a key; a case needs one in each part. */
  gradable(definition: CoursemarkDefinition): boolean;
  /** The definition worth these points, shared among the parts of a case; null leaves it. */
  withPoints(definition: CoursemarkDefinition, points: number | null | undefined): CoursemarkDefinition;

  /** Item type to the function that finds the right parts of a response. */
  marks: Map<string, CoursemarkMarkFunction>;
  /** Item type to its own test for a blank response, where text will not do. */
  blanks: Map<string, (response: unknown) => boolean>;
  /** The mark of a response that the item's own controls cannot produce. */
  MALFORMED: CoursemarkMark;
  SEPARATOR: string;
  PAIR_SEPARATOR: string;
  /** The parts of a response, without blank characters around them. */
  tokens(response: string): string[];
  /** The parts that hold something. */
  letters(response: string): string[];
  isBlankText(response: unknown): boolean;
  gradeCase(definition: CoursemarkDefinition, response: unknown): CoursemarkGrade;

  /** The points that `right` parts of `total` earn, half a hundredth rounded up. */
  share(points: number, right: number, total: number): number;
  /** Points divided in proportion to the weights, so that the sum is exact. */
  apportion(points: number, weights: readonly number[]): number[];

  /** Whether a text has more code points than the limit. */
  isLonger(text: string, limit: number): boolean;
  /** The text without blank characters at either end. */
  trim(text: string): string;
  /** The form in which two texts are compared. */
  normalise(text: string): string;
  /** The number a text states, in the declared unit; null when it states none. */
  parseNumber(text: string, unit?: string): CoursemarkFraction | null;
  fraction(n: bigint | number, d?: bigint | number): CoursemarkFraction;
  plus(one: CoursemarkFraction, other: CoursemarkFraction): CoursemarkFraction;
  times(one: CoursemarkFraction, other: CoursemarkFraction): CoursemarkFraction;
  /** Below, at or above 0 as one is less than, equal to or more than the other. */
  compare(one: CoursemarkFraction, other: CoursemarkFraction): number;
}

interface CoursemarkGlobal {
  grading: CoursemarkGrading;
}
