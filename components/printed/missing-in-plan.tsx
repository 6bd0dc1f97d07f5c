import { permanentRedirect } from 'next/navigation'
import { HttpStatus } from '@/components/page/http-status'
import { PageHeader } from '@/components/page/page-header'
import { findMovedAddress } from '@/lib/queries/plan/moved-address'

/**
 * Stands inside the plan's own frame, so that its navigation is the way back. What has another number or code at the moment that is
 * asked for is not missing: its address leads on.
 */
export async function MissingInPlan() {
  const moved = await findMovedAddress()
  if (moved !== null) permanentRedirect(moved)
  return (
    <>
      <HttpStatus status={404} />
      <PageHeader title="Not found in this plan" />
      <p>
        There is no page at this address. Check the code or number. Section codes and action numbers look
        alike: section 1.1 and action 1.1 are different pages.
      </p>
      <p>Use the links at the top of the page to find what you are looking for.</p>
    </>
  )
}
