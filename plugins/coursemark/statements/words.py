"""The IRIs of the statements, and which pairs of verb and activity are ours."""

ADL = "http://adlnet.gov/expapi/"
STREAMS = "http://activitystrea.ms/schema/1.0/"
TIN_CAN = "http://id.tincanapi.com/"

VERBS = {
    "initialized": (ADL + "verbs/initialized", "开始"),
    "answered": (ADL + "verbs/answered", "作答"),
    "passed": (ADL + "verbs/passed", "通过"),
    "failed": (ADL + "verbs/failed", "未通过"),
    "completed": (ADL + "verbs/completed", "完成"),
    "terminated": (ADL + "verbs/terminated", "结束"),
    "experienced": (ADL + "verbs/experienced", "学习"),
    "accept": (STREAMS + "accept", "确认"),
    "unfocused": (TIN_CAN + "verb/unfocused", "离开页面"),
    "resumed": (ADL + "verbs/resumed", "继续"),
    "suspended": (ADL + "verbs/suspended", "暂停"),
    "interacted": (ADL + "verbs/interacted", "操作"),
    "attended": (ADL + "verbs/attended", "参加"),
    "commented": (ADL + "verbs/commented", "纠错"),
}
"""Verb to its IRI and its Chinese display."""

VERB_OF_IRI = {iri: verb for verb, (iri, _) in VERBS.items()}

ACTIVITY_TYPES = {
    "item": ADL + "activities/cmi.interaction",
    "assessment": ADL + "activities/assessment",
    "course": ADL + "activities/course",
    "page": STREAMS + "page",
    "survey": TIN_CAN + "activitytype/survey",
    "question": ADL + "activities/cmi.interaction",
    "session": ADL + "activities/meeting",
}

INTERACTIONS = {
    "single": "choice",
    "multiple": "choice",
    "true-false": "true-false",
    "ordering": "sequencing",
    "matching": "matching",
    "numeric": "numeric",
    "fill-in": "fill-in",
    "essay": "long-fill-in",
    "rating": "likert",
    "choice": "choice",
    "text": "long-fill-in",
}
"""Type of an item or of a survey's question to xAPI's interaction type; any other is `other`."""

CAUSES = {
    "away": "unfocused",
    "closed": "resumed",
    "paused": "suspended",
    "clock": "interacted",
}
"""What interrupted an attempt, to the verb that says so."""

KINDS = {
    ("answered", "item"): "answered",
    ("initialized", "assessment"): "initialized",
    ("passed", "assessment"): "passed",
    ("failed", "assessment"): "failed",
    ("completed", "assessment"): "completed",
    ("terminated", "assessment"): "terminated",
    ("experienced", "page"): "read",
    ("accept", "page"): "accept",
    ("completed", "course"): "course",
    **{(verb, "assessment"): "interrupted" for verb in CAUSES.values()},
    ("answered", "question"): "replied",
    ("completed", "survey"): "survey",
    ("attended", "session"): "attend",
    ("commented", "item"): "commented",
    ("commented", "page"): "commented",
}
"""Verb and kind of activity to the kind of statement; any other pair is not ours."""

OUTCOMES = ("passed", "failed", "completed")
