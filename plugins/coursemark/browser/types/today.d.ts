/** What depends on the reader's day, and what changed since a learner was here. */

interface CoursemarkGlobal {
  dated: {
    /** Whether a day lies between two, both included; "" is no bound. ISO days. */
    isShown(from: string, until: string, today: string): boolean;
    /** Shows and hides what was written for certain days. */
    show(root: ParentNode, today: string): void;
  };
  alert: {
    /** The line of a major change, which a learner may put away. */
    mount(app: CoursemarkApp, root: ParentNode): Promise<void>;
  };
  month: {
    /** 本月学习, and the list of a month of the plan. */
    mount(app: CoursemarkApp, root: ParentNode): Promise<void>;
  };
  role: {
    mount(app: CoursemarkApp, root: ParentNode): Promise<void>;
    /** Of items of a role that were wrong: topics with how many, most first. */
    byTopic(index: CoursemarkPracticeIndex, wrong: readonly string[], role: string): [string, number][];
  };
  delta: {
    /** What is to be done again, and the changes it is for; null unless the status is retrain. */
    of(
      site: CoursemarkSite,
      standing: CoursemarkStanding,
    ): { steps: CoursemarkStep[]; changes: CoursemarkChange[] } | null;
    view(site: CoursemarkSite, standing: CoursemarkStanding): HTMLElement | null;
  };
}
