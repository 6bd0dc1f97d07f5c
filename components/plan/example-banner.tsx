import type { PlanState } from '@/lib/domain/plan'
import { holdsExamples } from '@/lib/domain/views'
import { INVENTED } from '@/lib/format/words'
import { paths } from '@/lib/paths'

/** Says, at the head of every page of a plan in which somebody invented ratings to show what they look like, that they did. */
export function ExampleBanner({ plan }: { plan: PlanState }) {
  if (!holdsExamples(plan)) return null
  return (
    <section className="ds_inset-text as-at example-banner" aria-labelledby="example-banner">
      <div className="ds_inset-text__text">
        <h2 id="example-banner" className="as-at__title">
          Illustrative demonstration
        </h2>
        <p>
          {INVENTED} <a href={`${paths.ratings(plan)}#notes`}>Which ones, and what is published</a>
        </p>
      </div>
    </section>
  )
}
