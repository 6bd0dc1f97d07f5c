import type { Metadata } from 'next'
import { MissingPage } from '@/components/page/missing-page'

export const metadata: Metadata = { title: 'Page not found' }

export default function NotFound() {
  return <MissingPage />
}
