/** The zoomable timeline. */
export function Timeline() {
  return <div className="timeline" />;
}
