/** To be made. */
export function WorldsPanel() {
  return <p class="empty">Not made yet.</p>;
}
