import { Progress, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Objective } from '../../api/objectives';
import { formatValue } from '../../lib/formatNumber';
import { STATE_OF } from './objectiveStates';

// Pixels; a card on a phone gives a cell no width of its own.
const NARROWEST = 130;

/** What is left of the error budget; an overdrawn one is striped all over, and the number says by how much. */
export function BudgetBar({ objective: { definition, state, budgetRemaining }, size = 8 }: { readonly objective: Objective; readonly size?: number }): ReactElement {
  const { t, i18n } = useTranslation();
  const left = formatValue(budgetRemaining, 'ratio', i18n.language);
  const known = budgetRemaining !== null && budgetRemaining !== undefined;
  const overdrawn = known && budgetRemaining < 0;
  return (
    <>
      <Text size="sm" className="numeric" fw={600}>
        {!known ? t('objectives.noBudget') : overdrawn ? t('objectives.overdrawn', { share: formatValue(-budgetRemaining, 'ratio', i18n.language) }) : t('objectives.left', { share: left })}
      </Text>
      <Progress
        value={!known ? 0 : overdrawn ? 100 : budgetRemaining * 100}
        striped={overdrawn}
        size={size}
        miw={NARROWEST}
        color={`var(--state-${STATE_OF[state]})`}
        aria-label={t('objectives.budgetOf', { name: definition.name, share: left })}
      />
    </>
  );
}
