/** Stands where nothing is published or no one has written anything: an honest gap, never a filled one. */
export function NotRecorded({ children = 'Not recorded' }: { children?: string }) {
  return <span className="not-recorded">{children}</span>
}
