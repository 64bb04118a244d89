/** To be made. */
export function JobPanel() {
  return <p class="empty">Not made yet.</p>;
}
