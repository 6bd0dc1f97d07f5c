import { Headline } from '@/components/overview/headline'
import { FreshnessLine } from '@/components/overview/freshness'
import { InventedNotice } from '@/components/plan/invented-notice'
import { inventedInPlan } from '@/lib/domain/plan/invented'
import { langOf } from '@/lib/domain/plan/languages'
import { joinNames } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { getPlanHead } from '@/lib/queries/plan/overview'

interface Props {
  readonly slug: string
  readonly headingLevel: 2 | 3
}

/** Where there are several plans: the way to all of them together. */
export function AllPlansLink() {
  return (
    <p>
      <a href={paths.allPlans()}>See what needs attention in all plans, and who has a part in them</a>
    </p>
  )
}

/** A plan in a list of plans: how fresh it is, its headline with what moved, and its tiles. */
export async function PlanArticle({ slug, headingLevel }: Props) {
  const head = await getPlanHead({ slug })
  if (!head) return null
  const { plan, overview, movement } = head
  const Heading = `h${headingLevel}` as const
  return (
    <article className="pillar" aria-labelledby={`plan-${slug}`}>
      <Heading id={`plan-${slug}`}>
        <a href={paths.plan(plan)} lang={langOf(plan)}>
          {plan.title}
        </a>
      </Heading>
      <p className="aside">
        {joinNames(plan.publishers)} · {plan.period}
      </p>
      <FreshnessLine freshness={overview.freshness} word={plan.words.action} plan={plan} />
      <InventedNotice plan={plan} invented={inventedInPlan(plan)} />
      <Headline
        plan={plan}
        overview={overview}
        movement={movement}
        headingLevel={headingLevel === 2 ? 3 : 4}
      />
    </article>
  )
}
