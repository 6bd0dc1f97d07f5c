import type { Metadata } from 'next'
import { DisputeRatingPage } from '../../../disputes/dispute-page'

type Props = PageProps<'/plans/[plan]/actions/[action]/dispute'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Dispute a rating: ${(await params).action}` }
}

export default async function DisputeActionPage({ params }: Props) {
  const { plan: slug, action: code } = await params
  return <DisputeRatingPage slug={slug} level="action" code={code} />
}
