import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { BookWarning } from '../../api/escalation';

interface WarningsProps {
  readonly warnings: readonly BookWarning[] | undefined;
  readonly kind: BookWarning['kind'];
  readonly name: string;
}

/** What of a policy or a schedule would lead to nobody. */
export function Warnings({ warnings = [], kind, name }: WarningsProps): ReactElement {
  return (
    <>
      {warnings.filter((one) => one.kind === kind && one.name === name).map(({ text }) => (
        <Text key={text} size="xs" c="var(--state-warning)" fw={400} style={{ overflowWrap: 'anywhere' }} data-testid="book-warning">{text}</Text>
      ))}
    </>
  );
}
