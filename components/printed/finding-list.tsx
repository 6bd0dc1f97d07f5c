import { Fragment } from 'react'
import type { Finding } from '@/lib/domain/printed/findings'
import type { PlanState } from '@/lib/domain/plan/plan'
import { describeFinding } from '@/lib/format/printed/finding-words'
import { lower } from '@/lib/format/words'
import { paths } from '@/lib/paths'

/** Findings, each in a sentence or a few, with the way to what it is about. */
export function FindingList({ plan, findings }: { plan: PlanState; findings: readonly Finding[] }) {
  return (
    <ol className="findings">
      {findings.map((finding) => {
        const sentence = describeFinding(finding, plan)
        return (
          <li key={sentence}>
            {sentence}
            {linksOf(finding, plan).map(({ href, label }) => (
              <Fragment key={href}>
                {' '}
                <a href={href}>{label}</a>
              </Fragment>
            ))}
          </li>
        )
      })}
    </ol>
  )
}

/** The sections and actions that a finding is about, as far as the plan has them. */
function linksOf(finding: Finding, plan: PlanState): { href: string; label: string }[] {
  const sections = plan.sections.filter(({ code }) => sectionsOf(finding).includes(code))
  const ref = actionOf(finding)
  const actions = plan.actions.filter((action) => action.ref === ref)
  return [
    ...sections.map(({ code }) => ({
      href: paths.section(plan, code),
      label: `See ${lower(plan.words, 'section').one} ${code}`,
    })),
    ...actions.map((action) => ({
      href: paths.action(plan, action.ref),
      label: `See ${lower(plan.words, 'action').one} ${action.ref}`,
    })),
  ]
}

const MOST_SECTIONS = 3

function sectionsOf(finding: Finding): readonly string[] {
  if ('section' in finding) return [finding.section]
  if ('where' in finding && typeof finding.where === 'object') return [finding.where.section]
  const codes =
    finding.kind === 'sameShareTwoWays'
      ? finding.prints.flatMap(({ sections }) => sections)
      : 'sections' in finding
        ? finding.sections
        : []
  return codes.length > MOST_SECTIONS ? [] : codes
}

function actionOf(finding: Finding): string | null {
  if ('ref' in finding) return finding.ref
  return finding.kind === 'countsAndShares' ? (finding.other?.countedOnce?.ref ?? null) : null
}
