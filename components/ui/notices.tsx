import type { ReactNode } from 'react'

/** What was ignored of an address, and why. Nothing is lost, so it is a notice and no error. */
export function Notices({ notices }: { notices: readonly { parameter: string; message: string }[] }) {
  if (!notices.length) return null
  return (
    <div className="ds_inset-text notices" role="status">
      <div className="ds_inset-text__text">
        {notices.map(({ message }) => (
          <p key={message}>{message}</p>
        ))}
      </div>
    </div>
  )
}

/** What became of what someone has just sent. */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <div className="ds_inset-text notices" role="status">
      <div className="ds_inset-text__text">
        <p>{children}</p>
      </div>
    </div>
  )
}
