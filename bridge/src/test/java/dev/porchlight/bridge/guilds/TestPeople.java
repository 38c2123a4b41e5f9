package dev.porchlight.bridge.guilds;

import java.nio.charset.StandardCharsets;

/** Lets tests of other rooms say who is there, as dispatches do. */
public final class TestPeople {

    private TestPeople() {}

    public static void put(People people, Person person) {
        people.put(person);
    }

    public static void gone(People people, long id) {
        people.gone(id);
    }

    public static void become(People people, People.State state) {
        people.become(state);
    }

    /** Somebody with a name, and what they are doing as JSON between the brackets of the array. */
    public static Person person(long id, String name, Person.Status status, String activities) {
        byte[] user = ("{\"id\":\"" + Long.toUnsignedString(id) + "\",\"username\":\"" + name + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        int clients = status == Person.Status.OFFLINE ? 0 : Person.Platform.DESKTOP.bit();
        return new Person(id, user, status, clients, ("[" + activities + "]").getBytes(StandardCharsets.UTF_8));
    }
}
