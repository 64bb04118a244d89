/** To be made. */
export function LifeCycleView() {
  return <p class="empty">Not made yet.</p>;
}
