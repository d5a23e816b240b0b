/**
 * The one global of the browser part. Each concern adds its member to this interface in a file of
 * its own; the scripts run in the order of manifest.json, each finding those before it.
 */
interface CoursemarkGlobal {}

declare var Coursemark: CoursemarkGlobal;
