export function EditsPage() {
  return <div className="page" />;
}
