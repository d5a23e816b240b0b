/** What view fences show, as far as it depends on the reader. */

interface CoursemarkGlobal {
  views: {
    /** Gives life to the views below `root`; more than once does no harm. */
    mount(root: ParentNode): void;
    /**
     * Which texts hold every part of what is sought; where none does, which hold most of its pairs
     * of characters, since people describe what they saw in words of their own.
     */
    find(words: string[], sought: string): { exact: boolean; found: boolean[] };
    /** Days from today until a day; negative when it is past, null when it is none. */
    daysLeft(day: string, today: number): number | null;
    inDays(left: number): string;
  };
}
