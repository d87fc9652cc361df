import { useEffect } from 'react';
import { TopBar } from '../shell/TopBar.tsx';
import { Buttons } from './Buttons.tsx';
import { Chapter } from './Chapter.tsx';
import { Colours } from './Colours.tsx';
import { Dialogs } from './Dialogs.tsx';
import { Fields } from './Fields.tsx';
import { Lines } from './Lines.tsx';
import { Marks } from './Marks.tsx';
import { Notices } from './Notices.tsx';
import { TypeAndSpace } from './TypeAndSpace.tsx';
import './gallery.css';

const chapters = [
  {
    title: 'Colour',
    says: 'A warm accent on a cool ground; any other colour means something. Beside each stands its contrast to the grounds it is put on: 4.5 and more for words, 3 and more for shapes.',
    of: Colours,
  },
  {
    title: 'Type and space',
    says: 'One family for words, one for what a machine has written. Four sizes; figures of one width, so that columns stand still.',
    of: TypeAndSpace,
  },
  {
    title: 'Pressed and followed',
    says: 'One primary action a screen. The focus is always to be seen.',
    of: Buttons,
  },
  {
    title: 'Written and chosen',
    says: 'A mistake is told in words, at its place, and nothing that was typed is lost.',
    of: Fields,
  },
  {
    title: 'Marks',
    says: 'Each has a shape and a word of its own; the colour only helps. What is in order is quiet.',
    of: Marks,
  },
  {
    title: 'Lines',
    says: 'One line, one change; the whole line opens it. Whatever a sender writes stays text, in its own direction, and hangs over no edge.',
    of: Lines,
    stacked: true,
  },
  {
    title: 'Notices',
    says: 'What is so, in a sentence, and what to do next.',
    of: Notices,
  },
  {
    title: 'Over the page',
    says: 'One thing at a time. It takes the focus, holds it, and gives it back; Escape closes it, and what was typed in it is not lost by a refusal.',
    of: Dialogs,
  },
] as const;

/** The design language, to be looked at: everything in web/src/ui and what screens share, in all its states. */
export const GalleryScreen = () => {
  useEffect(() => {
    document.title = 'The design language · Nightjar';
  }, []);
  return (
    <>
      <a className="skip" href="#gallery">
        To the gallery
      </a>
      <TopBar part={null} />
      <main id="gallery" className="gallery" tabIndex={-1}>
        <header>
          <h1>The design language</h1>
          <p>
            Nightjar is read by people who are tired, in a hurry, and often on a phone: calm, dense, and in
            colour only where it means something. Each thing stands here by day and by night, in every state
            it can be in.
          </p>
        </header>
        {chapters.map((chapter) => (
          <Chapter key={chapter.title} {...chapter} />
        ))}
      </main>
    </>
  );
};
