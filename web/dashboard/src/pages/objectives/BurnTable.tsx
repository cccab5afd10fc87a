import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Burn } from '../../api/objectives';
import { StateBadge } from '../../components/StateBadge';
import type { Column } from '../../components/table/column';
import { DataTable } from '../../components/table/DataTable';
import { formatDigits, NO_VALUE } from '../../lib/formatNumber';
import { formatDuration } from '../../lib/formatTime';

/** How fast the budget goes in each pair of windows, and from which rate on somebody is asked to look. */
export function BurnTable({ burns }: { readonly burns: readonly Burn[] }): ReactElement {
  const { t, i18n } = useTranslation();
  const rate = (value: number | null | undefined): string => (value === null || value === undefined ? NO_VALUE : `${formatDigits(value, i18n.language, 3)}×`);
  const columns: readonly Column<Burn>[] = [
    {
      key: 'pair',
      title: t('objectives.burn.pair'),
      primary: true,
      cell: ({ longSeconds, shortSeconds, severity, factor }) => (
        <>
          <Text size="sm" fw={600}>{t('objectives.burn.windows', { long: formatDuration(longSeconds * 1_000), short: formatDuration(shortSeconds * 1_000) })}</Text>
          <Text size="xs" c="dimmed">{t(`objectives.burn.${severity}`, { factor: formatDigits(factor, i18n.language, 3) })}</Text>
        </>
      ),
    },
    {
      key: 'state',
      title: t('objectives.state'),
      width: 130,
      cell: ({ isBurning, severity, longRate }) => (
        <StateBadge state={isBurning ? (severity === 'page' ? 'critical' : 'warning') : longRate === null || longRate === undefined ? 'unknown' : 'ok'}>
          {t(isBurning ? 'objectives.burn.burning' : longRate === null || longRate === undefined ? 'objectives.burn.unknown' : 'objectives.burn.calm')}
        </StateBadge>
      ),
    },
    { key: 'long', title: t('objectives.burn.long'), align: 'right', width: 110, cell: ({ longRate }) => rate(longRate) },
    { key: 'short', title: t('objectives.burn.short'), align: 'right', width: 110, cell: ({ shortRate }) => rate(shortRate) },
    { key: 'reason', title: t('objectives.burn.reason'), cell: ({ reason }) => <Text size="sm">{reason}</Text> },
  ];
  return (
    <DataTable
      label={t('objectives.burn.title')}
      rows={burns}
      columns={columns}
      keyOf={({ longSeconds, shortSeconds }) => `${String(longSeconds)} ${String(shortSeconds)}`}
      empty={<Text p="md" size="sm" c="dimmed">{t('objectives.burn.none')}</Text>}
      minWidth={760}
      testId="burn-row"
    />
  );
}
