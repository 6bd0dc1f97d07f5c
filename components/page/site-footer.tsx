import { paths } from '@/lib/paths'

interface Props {
  readonly attribution?: string | undefined
  /** The address of the files of the plan that the page is about. */
  readonly files?: string
}

/** Links every page needs, and the licence of what it shows. */
export function SiteFooter({ attribution, files }: Props) {
  return (
    <footer className="ds_site-footer">
      <div className="ds_wrapper site-foot">
        <ul className="ds_site-footer__site-items ds_site-items">
          <li className="ds_site-items__item">
            <a href={paths.allPlans()}>All plans</a>
          </li>
          <li className="ds_site-items__item">
            <a href={paths.accessibility()}>Accessibility</a>
          </li>
          {files && (
            <li className="ds_site-items__item">
              <a href={files}>Data and files</a>
            </li>
          )}
          <li className="ds_site-items__item">
            <a href={paths.api()}>Data and API</a>
          </li>
        </ul>
        <p>
          {attribution ??
            'Contains public sector information licensed under the Open Government Licence v3.0.'}{' '}
          <a href="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/">
            Read the licence
          </a>
        </p>
      </div>
    </footer>
  )
}
