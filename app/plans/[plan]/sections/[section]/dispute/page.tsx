import type { Metadata } from 'next'
import { DisputeRatingPage } from '../../../disputes/dispute-page'

type Props = PageProps<'/plans/[plan]/sections/[section]/dispute'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Dispute a rating: ${(await params).section}` }
}

export default async function DisputeSectionPage({ params }: Props) {
  const { plan: slug, section: code } = await params
  return <DisputeRatingPage slug={slug} level="section" code={code} />
}
