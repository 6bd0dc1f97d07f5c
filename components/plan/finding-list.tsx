import type { Finding } from '@/lib/domain/findings'
import type { PlanState } from '@/lib/domain/plan'
import { sayFinding } from '@/lib/format/finding-words'
import { lower } from '@/lib/format/words'
import { paths } from '@/lib/paths'

/** Findings, each in a sentence or a few, with the way to the section that it is about. */
export function FindingList({ plan, findings }: { plan: PlanState; findings: readonly Finding[] }) {
  const known = new Set(plan.sections.map(({ code }) => code))
  return (
    <ol className="findings">
      {findings.map((finding) => {
        const code = sectionOf(finding)
        const sentence = sayFinding(finding, plan.words)
        return (
          <li key={sentence}>
            {sentence}
            {code !== null && known.has(code) && (
              <>
                {' '}
                <a href={paths.section(plan, code)}>
                  See {lower(plan.words, 'section').one} {code}
                </a>
              </>
            )}
          </li>
        )
      })}
    </ol>
  )
}

function sectionOf(finding: Finding): string | null {
  if ('section' in finding) return finding.section
  if ('where' in finding && typeof finding.where === 'object') return finding.where.section
  if (finding.kind === 'countedAs' && finding.sections.length === 1) return finding.sections[0] ?? null
  return null
}
