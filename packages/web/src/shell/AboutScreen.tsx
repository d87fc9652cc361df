import elkLicence from 'elkjs/LICENSE.md?url';
import { useEffect } from 'react';
import { KeptHere } from '../offline/KeptHere.tsx';
import { To } from '../ui/To.tsx';
import { TopBar } from './TopBar.tsx';

/** What is shipped with these pages and is not ours, with its notice. */
export const AboutScreen = () => {
  useEffect(() => {
    document.title = 'About · Nightjar';
  }, []);
  return (
    <>
      <a className="skip" href="#about">
        To what is shipped here
      </a>
      <TopBar part={null} />
      <main id="about" className="notice about" tabIndex={-1}>
        <h1>About Nightjar</h1>
        <p>Nightjar is free software under the Apache License 2.0.</p>
        <KeptHere />
        <p>
          How it is drawn, and why, stands in <To href="/gallery">its design language</To>.
        </p>
        <h2>elkjs</h2>
        <p>
          The graph is laid out by elkjs, the Eclipse Layout Kernel, © Kiel University and others, under the
          Eclipse Public License 2.0. It is shipped unmodified, as a file of its own. Its source is at{' '}
          <a href="https://github.com/kieler/elkjs" target="_blank" rel="noreferrer noopener">
            github.com/kieler/elkjs
          </a>
          ; its licence is <a href={elkLicence}>beside these pages</a>.
        </p>
        <h2>uPlot</h2>
        <p>What was measured around an incident is drawn by uPlot, © Leon Sorokin, under the MIT License.</p>
        <h2>React</h2>
        <p>The pages are drawn by React, © Meta Platforms, Inc. and affiliates, under the MIT License.</p>
        <h2>TanStack Router and Query</h2>
        <p>
          They lead from address to screen and keep what the server has answered; © Tanner Linsley, under the
          MIT License.
        </p>
      </main>
    </>
  );
};
