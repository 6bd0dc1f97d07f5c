import { formatInstant, formatTime } from '@/lib/format/dates'

interface Props {
  /** When it was saved, an instant. */
  readonly savedAt: string
  readonly discard: () => Promise<void>
}

/** Above a form that is filled in with its reader's draft. */
export function KeptDraft({ savedAt, discard }: Props) {
  return (
    <div className="ds_inset-text">
      <div className="ds_inset-text__text">
        <p>
          We kept what you typed: the draft below is of {formatInstant(savedAt)}, {formatTime(savedAt)}. It is
          not sent yet.
        </p>
        <form action={discard}>
          <button type="submit" className="ds_button ds_button--secondary">
            Throw this draft away
          </button>
        </form>
      </div>
    </div>
  )
}
