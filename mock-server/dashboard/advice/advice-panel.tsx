/** To be made. */
export function AdvicePanel() {
  return <p class="empty">Not made yet.</p>;
}
