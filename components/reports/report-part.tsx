import { PaperPartView } from '@/components/plan/paper-view'
import { SequentialNav } from '@/components/ui/sequential-nav'
import { type Paper, type PaperPart, splitParts } from '@/lib/format/paper/paper'
import { paths } from '@/lib/paths'

interface Props {
  readonly paper: Paper
  readonly slug: string
  readonly code: string
  readonly part: PaperPart
}

/** One part of a report, with the way to those before and after it; and what has to be known of every part. */
export function ReportPart({ paper, slug, code, part }: Props) {
  const all = splitParts(paper.blocks)
  const notes = all.find(({ heading }) => heading === null)
  const headings = all.flatMap(({ heading }) => heading ?? [])
  const at = headings.findIndex(({ id }) => id === part.heading?.id)
  const neighbour = (step: number) => {
    const heading = headings[at + step]
    return heading ? { label: heading.text, href: paths.report(slug, code, heading.id) } : null
  }
  return (
    <>
      {notes && <PaperPartView plan={paper.plan} part={notes} />}
      <PaperPartView plan={paper.plan} part={part} number={at + 1} />
      <SequentialNav label="Parts of the report" previous={neighbour(-1)} next={neighbour(1)} />
      <p className="no-print">
        <a href={paths.report(slug, code)}>Back to the start of the report</a>
      </p>
    </>
  )
}
