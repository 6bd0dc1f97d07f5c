import { mainChart } from '@/lib/domain/charts/status-chart'
import type { HasLevels, PlanWords } from '@/lib/domain/plan/plan'
import { paths } from '@/lib/paths'

interface Props {
  readonly plan: HasLevels & {
    readonly slug: string
    readonly shortTitle: string
    readonly words: PlanWords
  }
  /** Takes a path of this site; returns its whole address. */
  readonly address: (path: string) => string
}

/** What to copy into a page of another site, for each chart of a public plan. */
export function EmbedCodes({ plan, address }: Props) {
  const { slug, shortTitle, words } = plan
  const main = mainChart(plan)
  return (
    <section aria-labelledby="embed" className="overview-part no-print">
      <h2 id="embed">Embed a chart</h2>
      <p>
        Copy this code into a page of another website to show a chart there. It always shows the current
        figures, and uses no scripts and no cookies.
      </p>
      {[
        { label: 'Summary of the plan', path: paths.embedPlan(slug), height: 560 },
        ...(main === 'timescales'
          ? []
          : [
              {
                label: `Chart by ${(main === 'pillars' ? words.pillar : words.section).one.toLowerCase()}`,
                path: paths.embedChart(slug, main),
                height: 560,
              },
            ]),
        { label: 'Chart by partner', path: paths.embedChart(slug, 'partners'), height: 1180 },
        { label: 'Chart by timescale', path: paths.embedChart(slug, 'timescales'), height: 660 },
        { label: 'Chart by report', path: paths.embedChart(slug, 'trend'), height: 640 },
      ].map(({ label, path, height }, at) => (
        <details key={path} className="ds_details" open={at === 0}>
          <summary className="ds_details__summary">{label}</summary>
          <div className="ds_details__text">
            <label htmlFor={`embed-${at}`}>Code for “{label}”</label>
            <textarea
              id={`embed-${at}`}
              className="ds_input"
              readOnly
              rows={5}
              value={`<iframe src="${address(path)}" title="${escapeQuotes(shortTitle)}: progress" width="100%" height="${height}" style="border:0" loading="lazy"></iframe>`}
            />
            <p>
              <a href={path}>See how it looks</a>
            </p>
          </div>
        </details>
      ))}
    </section>
  )
}

const escapeQuotes = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
