import { MessageCircleQuestion } from 'lucide-react';
import { Chip } from '../components/chip.tsx';
import { Notice } from '../components/notice.tsx';
import type { SessionState } from '../demos/session-state.ts';

interface AgentQuestionProps {
  state: SessionState;
  /** Hands the agent an answer. */
  onAnswer: (text: string) => void;
}

/** What the agent asks, whole, with answers to choose from. It waits; any other answer is typed below. */
export function AgentQuestion({ state, onAnswer }: AgentQuestionProps) {
  const { question } = state.story;
  if (!question || state.status !== 'done') return null;
  return (
    <Notice
      announce="polite"
      Icon={MessageCircleQuestion}
      title="The agent asks and waits"
      action={
        question.choices.length > 0
          ? question.choices.map((choice) => (
              <Chip key={choice} disabled={state.readOnly} onClick={() => onAnswer(choice)}>
                {choice}
              </Chip>
            ))
          : undefined
      }
    >
      <p className="max-h-40 overflow-y-auto whitespace-pre-line">{question.text}</p>
    </Notice>
  );
}
