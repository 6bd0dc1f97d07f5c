/** Near a page's title: the way to its files, which stand at the end of it or on a page of their own. */
export function DownloadLink({ href }: { href: string }) {
  return (
    <p className="fresh no-print">
      <a href={href}>Download</a>
    </p>
  )
}
