/**
 * How answers are kept: copied or shared in memory, turned into bytes for L2 and back.
 *
 * <p>The door is {@link io.tickcache.agent.codec.ValueCodec}. A codec holds classes of the
 * application strongly, so only something that the application's own class loader keeps alive may
 * hold a codec; nothing static here refers to any class but the JDK's.
 */
package io.tickcache.agent.codec;
