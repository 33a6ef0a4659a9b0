package io.kafkalifeline.log;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Follows a sentence to where it announces a secret or a name: {@code password}, {@code token for}, {@code user named}.
 * What comes next is masked even where it is an ordinary word, unless it is one that goes on with the sentence
 * ({@code token expired}, {@code password must}). Confined to one text.
 */
final class Announcement {
    private enum State {
        /** Nothing is announced. */
        NONE,
        /** The next word may be what must not be seen. */
        ANNOUNCED,
        /** The same, and a colon, an equals sign or a verb has made it sure. */
        LINKED,
        /** Within what must not be seen. */
        WITHIN
    }

    private static final Set<String> ANNOUNCE =
            set("password passwords passwd passphrase passphrases passcode pwd pass pin secret secrets token tokens key"
                    + " keys credential credentials user users username usernames role roles account accounts principal"
                    + " principals bearer login logins pw otp apikey mnemonic"
                    // as libraries say it whose messages follow the machine's language
                    + " passwort kennwort benutzer benutzername konto passe utilisateur contraseña clave usuario senha usuário"
                    + " utente wachtwoord gebruiker lösenord hasło пароль пользователь пользователя 密码 密碼 パスワード 비밀번호");

    /** More than one: a list may follow. */
    private static final Set<String> SEVERAL =
            set("passwords passphrases secrets tokens keys users usernames roles accounts"
                    + " principals logins credentials");

    /** Between what announces and what is announced. */
    private static final Set<String> LINKS =
            set("for of as with named called name names id ids value a an the this your its"
                    + " is was are were be being equals new old current");

    private static final Set<String> SURE = set("is was are were be equals");

    /** These go on with the sentence: what they say is no secret. */
    private static final Set<String> GO_ON = set(
            "or and not no must may can could cannot can't will would should does did do"
                    + " doesn't didn't don't has have had hasn't haven't isn't wasn't aren't that which who whose when while if"
                    + " because but by in on at from during before after until since via through within without into between"
                    + " against under over to than there then been already too longer still about now only never yet also either"
                    + " neither both all any some one more most so"
                    + " expired expires expire expiring invalid incorrect wrong bad missing revoked rejected refused required denied"
                    + " locked disabled deactivated unknown null empty failed fails exceeded found valid mismatch mismatched match"
                    + " matches unavailable unreachable unsupported supported unauthorized authorized authenticated unauthenticated"
                    + " unverified verified malformed corrupt corrupted available unset absent provided specified given configured"
                    + " supplied needed allowed permitted accepted changed rotated renewed refreshed issued created deleted removed"
                    + " loaded returned received sent read stored used ignored encrypted decrypted protected blank truncated"
                    + " unreadable unrecognized unsigned short"
                    + " endpoint type types file files path length size sizes lifetime manager store usage usages format formats"
                    + " provider providers callback callbacks handler exchange information info expiration expiry validity uri url"
                    + " claim claims scope scopes issuer audience signature signatures agreement material algorithm algorithms"
                    + " request requests response responses validation introspection retrieval refresh renewal module modules"
                    + " configuration config property properties option options parameter parameters attribute cache lookup database"
                    + " mechanism mechanisms sasl verification generation policy policies permission error errors failure contents"
                    + " data bytes encoding specification derivation distribution alias aliases entry entries header headers field"
                    + " needs need caused cause due included including context authentication authorization alternative");

    /** After these, {@code for} or {@code as} names somebody. */
    private static final Set<String> OF_SOMEBODY =
            set("failed denied rejected refused login logon authentication access"
                    + " authorization locked disabled authenticate authenticated in bind binding connect connected identified known"
                    + " running logged");

    private static final Set<String> OF_NOBODY =
            set("a an the this that these all any each every some sasl kerberos oauth ssl"
                    + " tls node broker brokers connection request topic group client server mechanism reason reasons unknown re"
                    + " cluster resource operation transactional it its such expected long longer more not no");

    private static final Set<String> WITHIN_A_PHRASE =
            set("and or not no in on to the into than then there all any some one more"
                    + " most so now only never yet also over under long open short still been already too about");

    private State state = State.NONE;
    private boolean several;
    private String before = "";

    /**
     * Takes the next word of the sentence; any other text is one, too.
     *
     * @param word without punctuation around it
     * @param known whether it may be seen where nothing is announced
     * @param next the word after it; empty where there is none
     * @return whether it may be seen here
     */
    boolean mayShow(String word, boolean known, String next) {
        String lower = word.toLowerCase(Locale.ROOT);
        boolean shown = state == State.NONE ? free(lower, known, next) : announced(lower, word, next);
        before = lower;
        return shown;
    }

    private boolean free(String word, boolean known, String next) {
        if (announces(word)) {
            state = State.ANNOUNCED;
            several = SEVERAL.contains(word);
        } else if ((word.equals("for") || word.equals("as"))
                && OF_SOMEBODY.contains(before)
                && !OF_NOBODY.contains(next.toLowerCase(Locale.ROOT))) {
            state = State.LINKED;
        }
        return known;
    }

    private boolean announced(String lower, String word, String next) {
        if (state == State.WITHIN && SURE.contains(lower) && !next.isEmpty() && !goesOn(next)) {
            // password for alice is …
            state = State.LINKED;
            return true;
        }
        if (state == State.WITHIN ? isVerb(lower) : GO_ON.contains(lower)) {
            state = State.NONE;
            return true;
        }
        if (LINKS.contains(lower) && !lower.equals(next)) {
            state = SURE.contains(lower) || state == State.LINKED ? State.LINKED : State.ANNOUNCED;
            return true;
        }
        boolean subject = GO_ON.contains(next) || SURE.contains(next);
        if (ANNOUNCE.contains(lower) && (state == State.ANNOUNCED || (state == State.LINKED && subject))) {
            state = State.ANNOUNCED;
            return true;
        }
        if (KnownShapes.isConstant(word) && word.indexOf('_') + word.indexOf('-') > 0) {
            return true;
        }
        state = State.WITHIN;
        return false;
    }

    private static boolean goesOn(String next) {
        String lower = next.toLowerCase(Locale.ROOT);
        return GO_ON.contains(lower) || LINKS.contains(lower);
    }

    /** What follows a value and is said of it; words that a pass phrase could hold as well do not end it. */
    private static boolean isVerb(String word) {
        return SURE.contains(word) || (GO_ON.contains(word) && !WITHIN_A_PHRASE.contains(word));
    }

    /** A value that was masked already. */
    void masked() {
        state = state == State.NONE ? State.NONE : State.WITHIN;
        before = "";
    }

    /** A colon or an equals sign: what comes next belongs to what came before. */
    void linked() {
        if (state == State.ANNOUNCED) {
            state = State.LINKED;
        }
    }

    /** What was announced before a bracket comes after it: {@code password (new): …}. */
    void again() {
        state = State.ANNOUNCED;
    }

    /** The clause is over, but for a list of what was announced. */
    void comma() {
        if (several && (state == State.WITHIN || state == State.LINKED)) {
            state = State.LINKED;
        } else {
            over();
        }
    }

    /** The clause is over, and with it what was announced. */
    void over() {
        state = State.NONE;
        before = "";
    }

    /** Whether the next word must not be seen unless it goes on with the sentence. */
    boolean isOn() {
        return state != State.NONE;
    }

    /** Whether a word, or the last part of a compound, announces: {@code ssl.keystore.password}, {@code accessToken}. */
    static boolean announces(String lower) {
        int begin = lower.length();
        while (begin > 0 && "._-/".indexOf(lower.charAt(begin - 1)) < 0) {
            begin--;
        }
        String last = lower.substring(begin);
        return ANNOUNCE.contains(last)
                || (last.length() > 5 && last.matches(".*(?:password|passwd|passwort|secret|token|username|apikey)"));
    }

    /** {@code key:value}, which is no host with a port. */
    static boolean isKeyed(String token) {
        int colon = token.indexOf(':');
        return colon > 0 && announces(token.substring(0, colon).toLowerCase(Locale.ROOT)) && !KnownShapes.isHost(token);
    }

    private static Set<String> set(String words) {
        return new HashSet<>(Arrays.asList(words.split(" ")));
    }
}
