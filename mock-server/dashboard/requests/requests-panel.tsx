/** To be made. */
export function RequestsPanel() {
  return <p class="empty">Not made yet.</p>;
}
