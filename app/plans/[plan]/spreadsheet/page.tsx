import type { Metadata } from 'next'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { FileField } from '@/components/forms/text-fields'
import { PageHeader } from '@/components/page/page-header'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { DataTable } from '@/components/ui/data-table'
import { PagedList } from '@/components/ui/paged-list'
import { hasSections } from '@/lib/domain/plan/plan'
import { MOST_SHEET_ROWS } from '@/lib/domain/updates/update-sheet'
import { formatMoment } from '@/lib/format/dates'
import { sheetMessages } from '@/lib/format/updates/sheet-messages'
import { countLevel } from '@/lib/format/words'
import { LIMITS } from '@/lib/imports/file/limits'
import { paths } from '@/lib/paths'
import { findOwnSheet, getReportable, selectForSheet } from '@/lib/queries/updates/update-sheet'
import { requireMember } from '../require-role'
import { submitUpdateFile } from './submit'

export const metadata: Metadata = { title: sheetMessages.title }

export default async function SpreadsheetPage({
  params,
  searchParams,
}: PageProps<'/plans/[plan]/spreadsheet'>) {
  const [{ plan: slug }, query] = await Promise.all([params, searchParams])
  const here = paths.spreadsheet(slug)
  const { open, refusal } = await requireMember(slug, here, sheetMessages.cannot, () => getReportable(slug))
  if (!open) return refusal
  const { plan } = open
  const { words } = plan
  const begun = await findOwnSheet(plan.id)
  const parts = [
    { value: 'mine', label: `My ${words.action.many.toLowerCase()}`, scope: { of: 'mine' as const } },
    {
      value: 'all',
      label: `All ${words.action.many.toLowerCase()} that you can report on`,
      scope: { of: 'all' as const },
    },
    ...(hasSections(plan) ? plan.sections : []).map(({ code, title }) => ({
      value: `section:${code}`,
      label: `${words.section.one} ${code}: ${title}`,
      scope: { of: 'section' as const, code },
    })),
  ]
    .map((part) => ({ ...part, count: selectForSheet(open, part.scope).length }))
    .filter(({ count }) => count > 0)
  return (
    <>
      <PlanCrumbs plan={plan} />
      <PageHeader title={sheetMessages.title}>
        <p className="ds_leader">
          Download {words.action.many.toLowerCase()} with what is recorded now, report on them in Excel or
          LibreOffice, and upload the file. You see what will change before anything is saved.
        </p>
      </PageHeader>
      {begun && (
        <div className="ds_inset-text">
          <div className="ds_inset-text__text">
            <p>
              You uploaded “{begun.name}” on {formatMoment(begun.startedAt)} and have not saved it.{' '}
              <a href={paths.spreadsheet(slug, 'preview')}>Go on with it</a>, or upload another file instead.
            </p>
          </div>
        </div>
      )}
      {parts.length > 0 && (
        <section aria-labelledby="download">
          <h2 id="download">Download</h2>
          <PagedList rows={parts} params={query} label="Pages of files" here={`${here}#download`}>
            {(rows) => (
              <DataTable
                caption="Files to download"
                hideCaption
                rows={rows}
                rowKey={({ value }) => value}
                columns={[
                  {
                    key: 'which',
                    header: words.action.many,
                    rowHeader: true,
                    cell: ({ label }) => label,
                  },
                  { key: 'count', header: 'Rows', numeric: true, cell: ({ count }) => count },
                  {
                    key: 'file',
                    header: 'File',
                    cell: ({ value, label, count }) =>
                      count > MOST_SHEET_ROWS ? (
                        `More than ${countLevel(MOST_SHEET_ROWS, words.action)}: choose a part`
                      ) : (
                        <>
                          <a href={paths.spreadsheetFile(slug, value, 'xlsx')}>
                            XLSX<span className="visually-hidden">, {label}</span>
                          </a>{' '}
                          <a href={paths.spreadsheetFile(slug, value, 'ods')}>
                            ODS<span className="visually-hidden">, {label}</span>
                          </a>
                        </>
                      ),
                  },
                ]}
              />
            )}
          </PagedList>
        </section>
      )}
      <section aria-labelledby="upload">
        <h2 id="upload">Upload</h2>
        <Form submit={submitUpdateFile.bind(null, slug)}>
          <FileField
            name="file"
            label="Your file"
            hint={`The .xlsx or .ods file that you downloaded here, filled in, up to ${LIMITS.megabytes} MB`}
            accept=".xlsx,.ods"
            most={LIMITS.megabytes * 1024 * 1024}
          />
          <SubmitButton>Upload</SubmitButton>
        </Form>
      </section>
      <section className="prose">
        <h2>How to fill it in</h2>
        <ul>
          {sheetMessages.howTo.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
    </>
  )
}
