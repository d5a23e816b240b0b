/** What is done with a page besides reading it. */

interface CoursemarkGlobal {
  pageTools: { mount(root: ParentNode): void };
  pageCopy: {
    /** Holds the text of the page. */
    article(): Element;
    /** A copy that stands for itself: without ids, links and what asks to be clicked. */
    of(elements: Iterable<Element>): HTMLElement;
    /** A folded model answer. */
    isAnswer(element: Element): boolean;
  };
  copy: {
    /** Selects a text and copies it; false where only the reader can. */
    copy(area: HTMLTextAreaElement): boolean;
    repost(text: string): Promise<void>;
  };
  kiosk: {
    /** Turns 大字版 on, on a page for patients. */
    start(tools: HTMLElement): void;
    /** Goes on with it where it is on; `tools` are those of a page for patients. */
    resume(tools: HTMLElement | null): void;
  };
  /** Part `print`. */
  paper: {
    /** Prints one sheet; `dated`: the ISO day the page was last reviewed, or empty. */
    layout(name: string, dated: string): Promise<void>;
    /** Prints a case for discussion, or with its model answers. */
    handout(answers: boolean): Promise<void>;
  };
  /** Part `present`. */
  present: {
    /** Resolves when the view is left. */
    open(): Promise<void>;
  };
  slides: { slides(blocks: readonly Element[]): Element[][] };
}
