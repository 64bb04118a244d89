/** To be made. */
export function FaultsPanel() {
  return <p class="empty">Not made yet.</p>;
}
