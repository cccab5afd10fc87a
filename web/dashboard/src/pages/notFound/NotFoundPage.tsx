import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../components/Notice';

export function NotFoundPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <Notice
      state="unknown"
      title={t('notFound.title')}
      action={<Anchor renderRoot={(props) => <Link to="/" {...props} />}>{t('notFound.home')}</Anchor>}
    >
      {t('notFound.text')}
    </Notice>
  );
}
