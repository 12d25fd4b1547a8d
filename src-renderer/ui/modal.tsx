import { type ReactNode, useEffect, useRef } from 'react';
import { Modal as AriaModal, Dialog, Heading, ModalOverlay } from 'react-aria-components';
import { IconButton } from './button.tsx';

interface Props {
  title: string;
  width?: 'narrow' | 'wide' | 'full';
  role?: 'dialog' | 'alertdialog';
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the foot. */
  foot?: ReactNode;
}

/** A dialog over the window. The focus stays inside; Esc and a press outside close it; then the focus goes back. */
export function Modal({ title, width = 'narrow', role = 'dialog', onClose, children, foot }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A control that goes away while it has the focus leaves it on the page, where the overlay does not hear Esc.
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && document.activeElement === document.body)
        onClose();
    };
    // A tooltip takes Esc for itself, also one that shows only because the focus came to its button when another control went away.
    const underTooltip = (event: globalThis.KeyboardEvent) => {
      const { target } = event;
      const inside = target instanceof HTMLElement && box.current?.contains(target);
      if (event.key !== 'Escape' || !inside || target.matches('input, textarea')) return;
      if (!document.querySelector('[role="tooltip"]')) return;
      event.preventDefault();
      event.stopPropagation();
      onClose();
    };
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keydown', underTooltip, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keydown', underTooltip, { capture: true });
    };
  }, [onClose]);
  return (
    <ModalOverlay
      className="modal-overlay"
      isOpen
      isDismissable={role === 'dialog'}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <AriaModal ref={box} className={`modal modal-${width}`}>
        <Dialog className="modal-dialog" role={role}>
          <div className="modal-head">
            <Heading slot="title">{title}</Heading>
            <IconButton icon="close" label="Close" shortcut="Esc" onPress={onClose} />
          </div>
          <div className="modal-body">{children}</div>
          {foot ? <div className="modal-foot">{foot}</div> : null}
        </Dialog>
      </AriaModal>
    </ModalOverlay>
  );
}
