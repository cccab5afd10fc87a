import type { ReactElement, ReactNode } from 'react';
import styles from './StateBadge.module.css';
import { StateIcon, type State } from './StateIcon';

interface StateBadgeProps {
  readonly state: State;
  readonly children: ReactNode;
}

/** A word with the colour and icon of its state. */
export function StateBadge({ state, children }: StateBadgeProps): ReactElement {
  return (
    <span
      className={styles['badge']}
      style={{ color: `var(--state-${state})`, background: `var(--state-${state}-soft)` }}
    >
      <StateIcon state={state} size={13} />
      {children}
    </span>
  );
}
