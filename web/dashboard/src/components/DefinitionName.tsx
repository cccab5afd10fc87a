import { Code, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { belongsToRule } from '../lib/ownedByRule';

interface DefinitionNameProps {
  readonly name: string;
  /** PromQL. */
  readonly query: string;
  readonly error?: string | null | undefined;
}

/** The name of something that is defined by a query, with the query and what was wrong with it the last time. */
export function DefinitionName({ name, query, error }: DefinitionNameProps): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>{name}</Text>
      <Code style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>{query}</Code>
      {belongsToRule(name) && <Text size="xs" c="dimmed">{t('definition.ofRule')}</Text>}
      {error && <Text size="xs" c="var(--state-warning)" style={{ overflowWrap: 'anywhere' }}>{error}</Text>}
    </>
  );
}
