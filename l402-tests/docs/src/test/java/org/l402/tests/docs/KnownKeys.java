package org.l402.tests.docs;

import java.io.StringReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.l402.L402Builder;
import org.l402.L402Properties;
import org.l402.config.Settings;

/** The keys that the code asks for while it reads a file: nobody else has a list of them. */
final class KnownKeys {
    private KnownKeys() {}

    /** @param text a file without mistakes; what it opens is closed */
    static Set<String> askedFor(String text) throws ReflectiveOperationException, java.io.IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        Settings settings = Settings.of(values, Setting.PAGE.toString());
        Constructor<L402Properties> reader =
                L402Properties.class.getDeclaredConstructor(Settings.class, ClassLoader.class);
        reader.setAccessible(true);
        Method read = L402Properties.class.getDeclaredMethod("builder");
        read.setAccessible(true);
        ((L402Builder) read.invoke(reader.newInstance(settings, KnownKeys.class.getClassLoader())))
                .build()
                .close();
        return asked(settings);
    }

    @SuppressWarnings("unchecked")
    private static Set<String> asked(Settings settings) throws ReflectiveOperationException {
        Field asked = Settings.class.getDeclaredField("asked");
        asked.setAccessible(true);
        return new TreeSet<>((Set<String>) asked.get(settings));
    }
}
