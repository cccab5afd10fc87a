import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../api/baselines';
import { formatDigits, NO_VALUE } from '../../lib/formatNumber';
import { formatDateTime } from '../../lib/formatTime';

interface Span {
  readonly from: string;
  readonly to: string;
}

interface HeadlineProps {
  readonly overall: Comparison['overall'];
  readonly before: Span;
  readonly after: Span;
}

/** What a comparison comes to, and of which times. */
export function Headline({ overall: { percent, reason }, before, after }: HeadlineProps): ReactElement {
  const { t, i18n } = useTranslation();
  const span = ({ from, to }: Span): string => `${formatDateTime(from, i18n.language)} – ${formatDateTime(to, i18n.language)}`;
  return (
    <div style={{ marginTop: 14 }}>
      <Text size="sm" c="dimmed">{t('baselines.overall')}</Text>
      <Text className="numeric" fz={28} fw={650} lh={1.2} data-testid="overall-effectiveness">
        {typeof percent === 'number' ? `${percent > 0 ? '+' : ''}${formatDigits(percent, i18n.language, 3)}%` : NO_VALUE}
      </Text>
      <Text size="sm">{reason}</Text>
      <Text size="xs" c="dimmed" className="numeric" mt={4}>{t('baselines.times', { before: span(before), after: span(after) })}</Text>
    </div>
  );
}
