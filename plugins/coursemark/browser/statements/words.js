"use strict";

/** The IRIs of the statements, and which pairs of verb and activity are ours. */
(function (Coursemark) {
  const ADL = "http://adlnet.gov/expapi/";
  const STREAMS = "http://activitystrea.ms/schema/1.0/";

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
    }),
    ACTIVITY_TYPES: {
      item: ADL + "activities/cmi.interaction",
      assessment: ADL + "activities/assessment",
      course: ADL + "activities/course",
      page: STREAMS + "page",
    },
    /** Item type to xAPI's interaction type; any other is "other". */
    INTERACTIONS: {
      single: "choice",
      multiple: "choice",
      "true-false": "true-false",
      ordering: "sequencing",
      matching: "matching",
      numeric: "numeric",
      "fill-in": "fill-in",
      essay: "long-fill-in",
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
    },
    OUTCOMES: ["passed", "failed", "completed"],
  };

  // The builders and readers are added by the two scripts after this one.
  Coursemark.statements = /** @type {CoursemarkStatements} */ (/** @type {unknown} */ ({ words }));
})((globalThis.Coursemark ??= /** @type {CoursemarkGlobal} */ ({})));
