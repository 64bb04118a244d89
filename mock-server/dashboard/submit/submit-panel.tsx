/** To be made. */
export function SubmitPanel() {
  return <p class="empty">Not made yet.</p>;
}
