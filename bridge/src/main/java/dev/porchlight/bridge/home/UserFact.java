package dev.porchlight.bridge.home;

import java.util.Locale;

/** What can be told of one person; each is false for somebody who is not in voice. */
public enum UserFact {
    VOICE {
        @Override
        boolean holds(Voice voice) {
            return true;
        }
    },
    MUTED {
        @Override
        boolean holds(Voice voice) {
            return voice.muted();
        }
    },
    UNMUTED {
        @Override
        boolean holds(Voice voice) {
            return !voice.muted();
        }
    },
    STREAMING {
        @Override
        boolean holds(Voice voice) {
            return voice.streaming();
        }
    },
    CAMERA {
        @Override
        boolean holds(Voice voice) {
            return voice.camera();
        }
    };

    abstract boolean holds(Voice voice);

    /** The word of the signal syntax, e.g. {@code muted}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
