import { SemiCircleProgress, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { StateIcon } from '../../components/StateIcon';
import { formatDigits, NO_VALUE } from '../../lib/formatNumber';
import { stateOfScore } from './scoreParts';

interface GaugeProps {
  readonly value: number | null | undefined;
  readonly testId: string;
}

/** A score of 100 as an arc; the number in it says the same. */
export function Gauge({ value, testId }: GaugeProps): ReactElement {
  const { t, i18n } = useTranslation();
  const state = stateOfScore(value);
  return (
    <SemiCircleProgress
      mx="auto"
      size={190}
      thickness={14}
      value={value ?? 0}
      filledSegmentColor={`var(--state-${state})`}
      emptySegmentColor="var(--state-unknown-soft)"
      label={
        <>
          <Text component="div" fz={34} fw={700} lh={1} className="numeric" data-testid={testId}>
            {value === null || value === undefined ? NO_VALUE : formatDigits(value, i18n.language, 3)}
          </Text>
          <Text component="div" size="xs" c={`var(--state-${state})`} fw={600} mt={4} style={{ display: 'flex', justifyContent: 'center', alignItems: 'center', gap: 4 }}>
            <StateIcon state={state} size={13} />
            {t(`scores.state.${state}`)}
          </Text>
        </>
      }
    />
  );
}
