import { NumberChoices } from '../../numbers/number-choices.tsx';
import { sayMinutes } from '../../numbers/say-duration.ts';
import { medianOf, minutesOf, roomGuesses, settleGuess } from './room-guesses.ts';

interface GuessesReadProps {
  /** As typed. */
  text: string;
  onText: (text: string) => void;
  stage?: boolean | undefined;
}

/** The room's guesses said back as they were read; what can mean two times is asked, what means none is named. */
export function GuessesRead({ text, onText, stage = false }: GuessesReadProps) {
  const guesses = roomGuesses(text);
  const minutes = minutesOf(guesses);
  const median = medianOf(minutes);
  const lost = guesses
    .filter(({ reading }) => reading.kind === 'unreadable')
    .map((guess) => `“${guess.text}”`);
  const size = stage ? 'text-stage-s' : 'text-note';
  return (
    <div className="flex flex-col gap-2">
      <p role="status" className={`num ${size} text-muted`}>
        {median !== null &&
          `${minutes.length} ${minutes.length === 1 ? 'guess' : 'guesses'}, median ${sayMinutes(median)}: ${minutes.map(sayMinutes).join(', ')}`}
      </p>
      {guesses.map((guess, index) =>
        guess.reading.kind === 'ambiguous' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: two people may guess the same
          <div key={index} className="flex flex-wrap items-center gap-2">
            <span className={`${size} font-[560]`}>{guess.text}</span>
            <NumberChoices
              stage={stage}
              readings={guess.reading.readings}
              onChoose={({ value }) => onText(settleGuess(text, guess, value))}
            />
          </div>
        ) : null,
      )}
      {lost.length > 0 && (
        <p role="status" className={`${size} text-warn`}>
          Not a time: {lost.join(', ')}. Type times like 20 min, 2 h or 3 days.
        </p>
      )}
    </div>
  );
}
