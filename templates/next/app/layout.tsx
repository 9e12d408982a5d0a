import type {Metadata} from 'next';
import type {ReactNode} from 'react';
import './style.css';

// A link to a room is its key: it isn't sent to other sites, and search engines don't list it.
export const metadata: Metadata = {
  title: 'A private call',
  referrer: 'no-referrer',
  robots: {index: false},
  icons: 'data:,',
};

export default function Layout({children}: {children: ReactNode}) {
  return (
    <html lang="en">
      <body>
        <main>
          <h1>A private call</h1>
          {children}
        </main>
      </body>
    </html>
  );
}
