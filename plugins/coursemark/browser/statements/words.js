"use strict";

/** The IRIs of the statements, and which pairs of verb and activity are ours. */
(function (Coursemark) {
  const ADL = "http://adlnet.gov/expapi/";
  const STREAMS = "http://activitystrea.ms/schema/1.0/";
  const TIN_CAN = "http://id.tincanapi.com/";

  const words = {
    /** Verb to its IRI and its Chinese display. */
    VERBS: /** @type {Record<string, readonly [string, string]>} */ ({
      initialized: [ADL + "verbs/initialized", "开始"],
      answered: [ADL + "verbs/answered", "作答"],
      passed: [ADL + "verbs/passed", "通过"],
      failed: [ADL + "verbs/failed", "未通过"],
      completed: [ADL + "verbs/completed", "完成"],
      terminated: [ADL + "verbs/terminated", "结束"],
      experienced: [ADL + "verbs/experienced", "学习"],
      accept: [STREAMS + "accept", "确认"],
      unfocused: [TIN_CAN + "verb/unfocused", "离开页面"],
      resumed: [ADL + "verbs/resumed", "继续"],
      suspended: [ADL + "verbs/suspended", "暂停"],
      interacted: [ADL + "verbs/interacted", "操作"],
      attended: [ADL + "verbs/attended", "参加"],
      commented: [ADL + "verbs/commented", "纠错"],
    }),
    ACTIVITY_TYPES: {
      item: ADL + "activities/cmi.interaction",
      assessment: ADL + "activities/assessment",
      course: ADL + "activities/course",
      page: STREAMS + "page",
      survey: TIN_CAN + "activitytype/survey",
      question: ADL + "activities/cmi.interaction",
      session: ADL + "activities/meeting",
    },
    /** Type of an item or of a survey's question to xAPI's interaction type; any other is "other". */
    INTERACTIONS: {
      single: "choice",
      multiple: "choice",
      "true-false": "true-false",
      ordering: "sequencing",
      matching: "matching",
      numeric: "numeric",
      "fill-in": "fill-in",
      essay: "long-fill-in",
      rating: "likert",
      choice: "choice",
      text: "long-fill-in",
    },
    /** What interrupted an attempt, to the verb that says so. */
    CAUSES: {
      away: "unfocused",
      closed: "resumed",
      paused: "suspended",
      clock: "interacted",
    },
    /** Verb and kind of activity to the kind of statement; any other pair is not ours. */
    KINDS: {
      "answered item": "answered",
      "initialized assessment": "initialized",
      "passed assessment": "passed",
      "failed assessment": "failed",
      "completed assessment": "completed",
      "terminated assessment": "terminated",
      "experienced page": "read",
      "accept page": "accept",
      "completed course": "course",
      "unfocused assessment": "interrupted",
      "resumed assessment": "interrupted",
      "suspended assessment": "interrupted",
      "interacted assessment": "interrupted",
      "answered question": "replied",
      "completed survey": "survey",
      "attended session": "attend",
      "commented item": "commented",
      "commented page": "commented",
    },
    OUTCOMES: ["passed", "failed", "completed"],
  };

  // The builders and readers are added by the two scripts after this one.
  Coursemark.statements = /** @type {CoursemarkStatements} */ (/** @type {unknown} */ ({ words }));
})((globalThis.Coursemark ??= /** @type {CoursemarkGlobal} */ ({})));
