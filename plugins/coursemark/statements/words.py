"""The IRIs of the statements, and which pairs of verb and activity are ours."""

ADL = "http://adlnet.gov/expapi/"
STREAMS = "http://activitystrea.ms/schema/1.0/"

VERBS = {
    "initialized": (ADL + "verbs/initialized", "开始"),
    "answered": (ADL + "verbs/answered", "作答"),
    "passed": (ADL + "verbs/passed", "通过"),
    "failed": (ADL + "verbs/failed", "未通过"),
    "completed": (ADL + "verbs/completed", "完成"),
    "terminated": (ADL + "verbs/terminated", "结束"),
    "experienced": (ADL + "verbs/experienced", "学习"),
    "accept": (STREAMS + "accept", "确认"),
}
"""Verb to its IRI and its Chinese display."""

VERB_OF_IRI = {iri: verb for verb, (iri, _) in VERBS.items()}

ACTIVITY_TYPES = {
    "item": ADL + "activities/cmi.interaction",
    "assessment": ADL + "activities/assessment",
    "course": ADL + "activities/course",
    "page": STREAMS + "page",
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
}
"""Item type to xAPI's interaction type; any other is `other`."""

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
}
"""Verb and kind of activity to the kind of statement; any other pair is not ours."""

OUTCOMES = ("passed", "failed", "completed")
